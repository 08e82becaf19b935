#!/usr/bin/env bash
# Prepares this machine and the folder .venv, so that one line starts the program or its tests:
#
#   bash resources/setup.sh && .venv/bin/fashion-gui
#   bash resources/setup.sh --dev && .venv/bin/python -m pytest
#
#   --dev   also what the tests need
#   --gpu   TensorFlow for NVIDIA cards, on Linux (several GB more)
#
# It may be run as often as you like: what is there is not installed again, and what was asked for once stays.
set -euo pipefail
CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."

python=.venv/bin/python
mark=.venv/.installed # written last: checksum of pyproject.toml, extras, this folder

# What PySide6's libQt6Core, Gui, Widgets, Network, DBus, XcbQpa and WaylandClient need and its wheel does not bring.
qt_packages=(
    libegl1 libgl1 libglib2.0-0 libdbus-1-3 libfontconfig1 libfreetype6 libgssapi-krb5-2 libx11-6 libx11-xcb1
    libxkbcommon0 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0
    libxcb-render-util0 libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-util1 libxcb-xfixes0 libxcb-xkb1
    libwayland-cursor0
)
dev_packages=(appstream desktop-file-utils libglib2.0-bin openbox xdotool xvfb)
optional_packages=(dataset-fashion-mnist fonts-inter fonts-dejavu-core)

main() {
    local extras old_sum="" old_extras="" old_folder="" sum venv=good packages=good
    sum=$(cksum <pyproject.toml)
    if [ -f "$mark" ]; then
        { read -r old_sum && read -r old_extras && read -r old_folder; } <"$mark" || true
    fi
    extras=$(wanted_extras "$old_extras" "$@")
    # The scripts in a virtual environment name its folder: they do not survive a move.
    if ! venv_works || [ "${old_folder:-$PWD}" != "$PWD" ]; then
        venv=bad packages=bad
    elif [ "$old_sum/$old_extras" != "$sum/$extras" ] || [ ! -x .venv/bin/fashion-gui ]; then
        packages=bad
    fi
    install_system_packages
    [ $venv = good ] || make_venv
    [ $packages = good ] || install_python_packages
}

# wanted_extras OLD ARGUMENT...: "base", "base,dev", "base,gpu" or "base,dev,gpu".
wanted_extras() {
    local argument dev="" gpu=""
    case $1 in *dev*) dev=,dev ;; esac
    case $1 in *gpu*) gpu=,gpu ;; esac
    shift
    for argument in "$@"; do
        case $argument in
            --dev) dev=,dev ;;
            --gpu) gpu=,gpu ;;
            *) fail "Usage: bash resources/setup.sh [--dev] [--gpu]" ;;
        esac
    done
    echo "base$dev$gpu"
}

warn() { printf '%s\n' "$*" >&2; }
fail() {
    warn "$@"
    exit 1
}

# --- the system's packages: Debian, Ubuntu and their relatives -------------------------------------------------------

install_system_packages() {
    command -v apt-get >/dev/null && command -v dpkg-query >/dev/null || return 0
    local required=("${qt_packages[@]}") missing optional="" sudo=""
    case $extras in *dev*) required+=("${dev_packages[@]}") ;; esac
    [ $venv = good ] || find_python >/dev/null || required+=(python3-venv)
    missing=$(missing_packages "${required[@]}")
    # What one can do without is not asked for at every start: not every system has it.
    [ $packages = good ] || optional=$(missing_packages "${optional_packages[@]}")
    [ -n "$missing$optional" ] || return 0

    echo "Installing system packages: $missing$optional"
    if [ "$(id -u)" != 0 ]; then
        sudo=sudo
        if ! sudo -n true 2>/dev/null && ! { [ -t 0 ] && command -v sudo >/dev/null && sudo -v; }; then
            warn "Going on without: an administrator can install them with: apt-get install $missing$optional"
            return 0
        fi
    fi
    apt_get update || warn "Going on with the old list of packages."
    # shellcheck disable=SC2086  # a list of names
    [ -z "$missing" ] || apt_get install $missing || warn "Going on without."
    for package in $optional; do # each on its own: one failure takes nothing else along
        install_optional "$package"
    done
}

# missing_packages NAME...: those that are not installed, also not under another name that provides them (t64).
missing_packages() {
    local there name
    # shellcheck disable=SC2016  # ${...} is dpkg-query's own
    there=$(dpkg-query --show --showformat='${db:Status-Status}, ${Package}, ${Provides},\n' |
        sed -n -e 's/ ([^)]*)//g' -e 's/^installed,//p')
    for name in "$@"; do
        case $there in *" $name,"*) ;; *) printf '%s ' "$name" ;; esac
    done
}

install_optional() {
    if apt-cache show "$1" >/dev/null 2>&1; then
        apt_get install "$1" || warn "Going on without."
    elif [ "$1" = dataset-fashion-mnist ]; then
        echo "This system has no package $1: the program will offer to download the pictures."
    fi
}

# apt_get update | install NAME...: quiet; says what went wrong.
apt_get() {
    local output options=(-qq -o DPkg::Lock::Timeout=120 -y --no-install-recommends)
    output=$($sudo env DEBIAN_FRONTEND=noninteractive apt-get "${options[@]}" "$@" 2>&1 </dev/null) && return
    printf '%s\n' "$output" | grep '^E:' | head -n 3 >&2
    return 1
}

# --- Python and its packages -----------------------------------------------------------------------------------------

supported='import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))'

venv_works() { "$python" -c "import pip; $supported" >/dev/null 2>&1; }

# The first Python that really runs (a pyenv shim may be there and fail) and can make a virtual environment with pip.
find_python() {
    local candidate
    for candidate in python3.13 python3.12 python3.11 python3; do
        if "$candidate" -c "import ensurepip, venv; $supported" >/dev/null 2>&1; then
            echo "$candidate"
            return
        fi
    done
    return 1
}

make_venv() {
    local candidate
    candidate=$(find_python) || fail "Python 3.11, 3.12 or 3.13 with its venv module is needed, and none was found."
    [ ! -e .venv ] || echo "Making .venv anew: it was moved, or its Python is gone."
    "$candidate" -m venv --clear .venv
}

install_python_packages() {
    local what="." size="about 450 MB" version
    case $extras in *,*) what=".[${extras#base,}]" ;; esac
    case $extras in *gpu*) size="about 4 GB" ;; esac
    echo "Installing Python packages into .venv ($size to download, a few minutes) ..."
    rm -f "$mark"
    pip install --editable "$what"
    case $extras in *gpu*) swap_tensorflow ;; esac
    printf '%s\n' "$sum" "$extras" "$PWD" >"$mark"
    echo "Ready."
}

# tensorflow and tensorflow-cpu are two builds of one folder: with both installed it holds a mixture, and removing
# one takes files of the other along.  So both go, and the GPU build comes back alone.  `pip check` will miss
# tensorflow-cpu from then on; nothing else does.
swap_tensorflow() {
    local version
    version=$("$python" -c 'from importlib.metadata import version; print(version("tensorflow"))')
    pip uninstall --yes tensorflow-cpu tensorflow
    pip install --no-deps "tensorflow==$version"
}

pip() {
    "$python" -m pip -qq --disable-pip-version-check --no-input "$@" </dev/null ||
        fail "The Python packages could not be installed (see above). Run this again to go on."
}

main "$@"
