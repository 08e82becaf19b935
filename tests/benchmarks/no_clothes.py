"""Makes pictures that are no clothes, from Debian packages: some to learn from, others to measure on.

Run: `python tests/benchmarks/no_clothes.py PHOTOS OUT` on Debian.  Downloads the packages (half a gigabyte, nothing is
installed) and writes OUT/train/other and OUT/test/other, a few thousand JPEGs of at most 256 pixels:

- photos and drawings of single things on floors (from the corners of the photos below PHOTOS) or on plain ground:
  tuxpaint-stamps-default, openclipart-png.  Mammals, marsupials and shellfish, and a part of the drawn animals, are for
  measuring only; clothes and people are left out;
- parts of landscapes and abstract pictures: wallpapers, each package for one of the two sets;
- pages of text, plain shapes, noise and empty floors, to learn from only.

`train --photos OUT/train` reads the first, `photo_table.py PHOTOS OUT/test` the second.
"""

import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

STAMPS, CLIP_ART = "tuxpaint-stamps-default", "openclipart-png"
LEARNT = ("plasma-workspace-wallpapers", "gnome-backgrounds", "mate-backgrounds")
MEASURED = ("ukui-wallpapers", "lomiri-wallpapers-16.04", "lomiri-wallpapers-20.04")
MEASURED_ANIMALS = ("mammals", "marsupials", "shellfish")
CLOTHES = re.compile(
    "cloth|shirt|dress|coat|jacket|trouser|pant|jean|shoe|boot|sandal|sneaker|bag|hat|skirt|short|sweater|sock|glove|"
    "cap|suit|person|people|man|woman|girl|boy|mask|button",
    re.IGNORECASE,
)
SIZES = ((256, 192), (192, 256), (256, 256))


class Maker:
    """Draws from one seeded source of chance; `floors` are photos whose corners show floor."""

    def __init__(self, floors: list[Path]) -> None:
        self.random = random.Random(0)
        self.numbers = np.random.default_rng(0)
        self.floors = floors

    def things(self, pictures: list[Path], folder: Path, kind: str) -> None:
        """Single things with a transparent background, each on a floor of its own."""
        for number, path in enumerate(pictures):
            try:
                thing = Image.open(path).convert("RGBA")
            except Exception as error:
                print(f"{path.name}: {error}")
                continue
            box = thing.getchannel("A").getbbox()
            if box is None or max(box[2] - box[0], box[3] - box[1]) < 40:
                continue
            self.on_floor(thing.crop(box)).save(folder / f"{kind}_{number:04d}.jpg", quality=88)

    def on_floor(self, thing: Image.Image) -> Image.Image:
        width, height = self.random.choice(SIZES)
        if self.random.random() < 0.3:
            thing = thing.rotate(self.random.uniform(-60, 60), expand=True, resample=Image.Resampling.BICUBIC)
        scale = self.random.uniform(110, 230) / max(thing.size)
        scale = min(scale, 0.95 * width / thing.width, 0.95 * height / thing.height)
        thing = thing.resize((max(4, int(thing.width * scale)), max(4, int(thing.height * scale))))
        floor = self.floor(width, height)
        place = (width - thing.width) // 2, (height - thing.height) // 2
        floor.paste(thing, tuple(side + int(self.random.gauss(0, 6)) for side in place), thing)
        return floor

    def floor(self, width: int, height: int) -> Image.Image:
        """Plain and light in three of ten, else the enlarged corner of a photo."""
        if self.random.random() < 0.3:
            grey = self.random.randint(150, 255)
            colour = tuple(min(255, max(0, grey + self.random.randint(-20, 20))) for _ in range(3))
            return Image.new("RGB", (width, height), colour)
        photo = Image.open(self.random.choice(self.floors)).convert("RGB")
        side = max(12, min(photo.size) // 6)
        left, top = (self.random.choice([0, whole - side]) for whole in photo.size)
        corner = photo.crop((left, top, left + side, top + side))
        if self.random.random() < 0.5:
            mirrored = Image.new("RGB", (2 * side, 2 * side))
            mirrored.paste(corner, (0, 0))
            mirrored.paste(corner.transpose(Image.Transpose.FLIP_LEFT_RIGHT), (side, 0))
            mirrored.paste(corner.transpose(Image.Transpose.FLIP_TOP_BOTTOM), (0, side))
            mirrored.paste(corner.transpose(Image.Transpose.ROTATE_180), (side, side))
            corner = mirrored
        return corner.resize((width, height), Image.Resampling.BICUBIC)

    def parts(self, pictures: list[Path], folder: Path, count: int) -> None:
        """Parts of large pictures."""
        for number, path in enumerate(pictures):
            whole = Image.open(path).convert("RGB")
            for part in range(count):
                aspect = self.random.choice([0.75, 1.0, 1.33])
                height = min(whole.height, whole.width / aspect) * self.random.uniform(0.15, 1)
                width = height * aspect
                left, top = self.random.uniform(0, whole.width - width), self.random.uniform(0, whole.height - height)
                picture = whole.crop((int(left), int(top), int(left + width), int(top + height)))
                picture.thumbnail((256, 256))
                picture.save(folder / f"part_{number:03d}_{part}.jpg", quality=88)

    def drawings(self, folder: Path, count: int) -> None:
        """Pages of text, shapes, noise, empty floors."""
        for number in range(count):
            self.page().save(folder / f"page_{number:03d}.jpg")
            self.shape(number % 4).save(folder / f"shape_{number:03d}.jpg")
            floor = self.floor(256, 192).filter(ImageFilter.GaussianBlur(self.random.uniform(0, 2)))
            floor.save(folder / f"floor_{number:03d}.jpg")
            small = self.numbers.integers(0, 256, (*self.numbers.integers(3, 64, 2), 3), dtype=np.uint8)
            Image.fromarray(small).resize((256, 192), number % 4).save(folder / f"noise_{number:03d}.jpg")

    def page(self) -> Image.Image:
        width, height = self.random.choice(SIZES)
        page = Image.new("RGB", (width, height), (self.random.randint(200, 255),) * 3)
        draw, top = ImageDraw.Draw(page), 10
        while top < height - 12:
            line = "".join(self.random.choices("abcdefghij klmnop ", k=self.random.randint(5, 40)))
            draw.text((12, top), line, fill=(self.random.randint(0, 90),) * 3)
            top += self.random.randint(10, 22)
        return page

    def shape(self, kind: int) -> Image.Image:
        width, height = self.random.choice(SIZES)
        picture = self.floor(width, height)
        draw, colour = ImageDraw.Draw(picture), tuple(self.random.choices(range(256), k=3))
        x, y, radius = width / 2, height / 2, self.random.uniform(30, 85)
        across, down = radius * self.random.uniform(0.2, 1), radius * self.random.uniform(0.2, 1)
        if kind == 0:
            draw.ellipse((x - radius, y - down, x + radius, y + down), fill=colour)
        elif kind == 1:
            draw.rectangle((x - across, y - radius, x + across, y + down), fill=colour)
        elif kind == 2:
            angles = np.sort(self.numbers.uniform(0, 2 * np.pi, self.random.randint(3, 8)))
            corners = [(x + radius * np.cos(angle), y + radius * np.sin(angle)) for angle in angles]
            draw.polygon(corners, fill=colour)
        else:
            for _ in range(self.random.randint(2, 8)):
                points = [tuple(self.numbers.uniform(0, 256, 2)) for _ in range(3)]
                draw.line(points, fill=colour, width=self.random.randint(2, 22))
        return picture


def main(photos: Path, out: Path) -> None:
    """Download, unpack, draw."""
    learnt, measured = out / "train" / "other", out / "test" / "other"
    for folder in (learnt, measured):
        folder.mkdir(parents=True, exist_ok=True)
    maker = Maker(sorted(photos.glob("*/*.jpg")))
    with tempfile.TemporaryDirectory() as unpacked:
        for package in (STAMPS, CLIP_ART, *LEARNT, *MEASURED):
            unpack(package, Path(unpacked))
        stamps = pictures_below(Path(unpacked, STAMPS, "usr/share/tuxpaint/stamps"), ("clothes", "people"))
        for_measuring = [path for path in stamps if path.parent.name in MEASURED_ANIMALS]
        maker.things(for_measuring, measured, "stamp")
        maker.things(2 * [path for path in stamps if path not in for_measuring], learnt, "stamp")
        clip_art = pictures_below(
            Path(unpacked, CLIP_ART, "usr/share/openclipart/png"), ("people", "unsorted", "special")
        )
        animals = [path for path in clip_art if "animals" in path.parts]
        things = [path for path in clip_art if "animals" not in path.parts]
        maker.random.shuffle(animals)
        maker.things(animals[:120], measured, "clip")
        maker.things(animals[120:620] + maker.random.sample(things, 900), learnt, "clip")
        maker.parts([path for package in LEARNT for path in wallpapers(Path(unpacked, package))], learnt, 7)
        maker.parts([path for package in MEASURED for path in wallpapers(Path(unpacked, package))], measured, 4)
    maker.drawings(learnt, 100)
    print(f"{len(list(learnt.iterdir()))} pictures to learn from, {len(list(measured.iterdir()))} to measure on")


def unpack(package: str, folder: Path) -> None:
    subprocess.run(["apt-get", "download", "-qq", package], cwd=folder, check=True)
    archive = next(folder.glob(f"{package}_*.deb"))
    subprocess.run(["dpkg", "-x", archive, folder / package], check=True)
    archive.unlink()


def pictures_below(folder: Path, left_out: tuple[str, ...]) -> list[Path]:
    """PNG files whose names speak of no clothes, without the sub-folders `left_out`."""
    paths = sorted(folder.rglob("*.png"))
    names = {path: path.relative_to(folder) for path in paths}
    return [path for path in paths if names[path].parts[0] not in left_out and not CLOTHES.search(str(names[path]))]


def wallpapers(folder: Path) -> list[Path]:
    found = (path for path in sorted(folder.rglob("*")) if path.suffix in (".jpg", ".png", ".webp"))
    return [path for path in found if path.is_file() and path.stat().st_size > 60_000]


if __name__ == "__main__":
    Image.MAX_IMAGE_PIXELS = None  # wallpapers are large
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
