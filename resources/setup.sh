#!/usr/bin/env bash
# Prepares this machine and .venv, so that one line starts the program or its tests:
#
#   bash resources/setup.sh && .venv/bin/fashion-gui
#   bash resources/setup.sh --dev && .venv/bin/python -m pytest
#
#   --dev   also what the tests need
#   --gpu   TensorFlow with CUDA for NVIDIA cards on Linux (several GB)
#
# It may be run as often as you like: what is there is not installed again, and what was asked for once stays.
set -euo pipefail
CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."

say() { printf '%s\n' "$*"; }
warn() { printf '%s\n' "$*" >&2; }

extras=""
for argument in "$@"; do
    case $argument in
        --dev) extras+=" dev" ;;
        --gpu) extras+=" gpu" ;;
        *) warn "Usage: bash resources/setup.sh [--dev] [--gpu]"; exit 2 ;;
    esac
done

# --- the system's packages (Debian, Ubuntu and their relatives) -----------------------------------------------------

# What PySide6's libQt6Core, Gui, Widgets, Network, DBus and XcbQpa are linked with and its wheel does not bring.
qt_packages="libegl1 libgl1 libglib2.0-0 libdbus-1-3 libfontconfig1 libfreetype6 libgssapi-krb5-2 libx11-6 libx11-xcb1
    libxkbcommon0 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0
    libxcb-render-util0 libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-util1 libxcb-xfixes0 libxcb-xkb1"
fonts="fonts-inter fonts-dejavu-core"
test_packages="desktop-file-utils openbox xdotool xvfb"
unavailable=.venv/.unavailable # packages this system does not have: not asked for at each start

# missing_packages NAME...: those that are not installed, also not under another name that provides them.
missing_packages() {
    local installed name
    # shellcheck disable=SC2016  # the ${...} are dpkg-query's
    installed=$(dpkg-query --show --showformat='${db:Status-Status}, ${Package}, ${Provides}, \n' |
        sed -n 's/^installed,//p' | sed 's/ ([^)]*)//g')
    for name in "$@"; do
        case $installed in *" $name,"*) ;; *) printf '%s ' "$name" ;; esac
    done
}

# as_root COMMAND...: run it as root, or fail when that is not possible.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif ! command -v sudo >/dev/null; then
        return 1
    elif [ -t 0 ]; then
        sudo "$@" # may ask for the password
    else
        sudo -n "$@"
    fi
}

apt_get() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120 "$@"
}

# install_packages NAME...: all of those that exist; false when something could not be installed.
install_packages() {
    local name output wanted=()
    for name in "$@"; do
        if apt-cache show "$name" >/dev/null 2>&1 || apt-cache showpkg "$name" 2>/dev/null | grep -A1 '^Reverse Provides' | grep -q ' '; then
            wanted+=("$name")
        else
            unavailable_now+="$name "
        fi
    done
    [ ${#wanted[@]} = 0 ] && return
    say "Installing ${wanted[*]} ..."
    output=$(apt_get install -y --no-install-recommends "${wanted[@]}" 2>&1 </dev/null) && return
    warn "$(printf '%s\n' "$output" | grep '^E:' | head -n 3)"
    return 1
}
