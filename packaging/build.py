"""Build the one-folder program and from it the Debian package: ``python packaging/build.py``."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from desktop_app import __version__

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "package"
DIST = ROOT / "dist"
MAINTAINER = "The Yongquan authors <yongquan@example.invalid>"


def program() -> Path:
    """Run PyInstaller and return the folder that holds the program."""
    subprocess.run(
        [
            sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN",
            "--workpath", str(BUILD / "work"), "--distpath", str(BUILD / "dist"),
            str(ROOT / "packaging" / "yongquan.spec"),
        ],
        check=True,
        cwd=ROOT,
    )  # fmt: skip
    return BUILD / "dist" / "yongquan"


def slim(folder: Path) -> None:
    """Take the debugging symbols out of the parts that are built with them."""
    kinds = (
        "sqlalchemy/**/*.so", "PIL/*.so", "lib-dynload/*.so", "libpython*.so*", "libpdfium.so",
    )  # fmt: skip
    for module in (path for kind in kinds for path in folder.rglob(kind)):
        subprocess.run(["strip", "--strip-unneeded", str(module)], check=True)


def listed(name: str) -> list[str]:
    """Return the Debian packages that ``packaging/apt/NAME.txt`` names."""
    lines = (ROOT / "packaging" / "apt" / f"{name}.txt").read_text("utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def size_kib(folder: Path) -> int:
    """Return the size of all files below a folder in KiB, as dpkg counts it."""
    return sum(-(-p.lstat().st_size // 1024) for p in folder.rglob("*") if not p.is_dir())


def control(installed_kib: int, architecture: str) -> str:
    """Return the text of the package's control file."""
    needs = [name for name in listed("run") if not name.startswith("python3")]
    return (
        "Package: yongquan\n"
        f"Version: {__version__}\n"
        "Section: education\n"
        "Priority: optional\n"
        f"Architecture: {architecture}\n"
        f"Installed-Size: {installed_kib}\n"
        f"Depends: {', '.join(needs)}\n"
        f"Maintainer: {MAINTAINER}\n"
        "Description: offline foot-and-leg acupuncture atlas with notes and evidence\n"
        " Acupoints and meridians of the leg on one body, placed by the WHO measures, with notes\n"
        " on needling, circulation and meridian specificity and the studies behind each\n"
        " statement. A reference, not medical advice.\n"
    )


def stage(program_folder: Path, root: Path) -> None:
    """Lay out the package's tree below ``root``."""
    shutil.rmtree(root, ignore_errors=True)
    opt = root / "opt" / "yongquan"
    shutil.copytree(program_folder, opt, symlinks=True)
    (root / "usr" / "bin").mkdir(parents=True)
    (root / "usr" / "bin" / "yongquan").symlink_to("/opt/yongquan/yongquan")
    share = root / "usr" / "share"
    linux = ROOT / "packaging" / "linux"
    places = [
        (linux / "yongquan.desktop", share / "applications"),
        (linux / "io.github.yongquan.Yongquan.metainfo.xml", share / "metainfo"),
    ]
    for icon in sorted((ROOT / "packaging" / "icons").glob("yongquan-*.png")):
        side = icon.stem.removeprefix("yongquan-")
        target = share / "icons" / "hicolor" / f"{side}x{side}" / "apps"
        target.mkdir(parents=True)
        shutil.copy(icon, target / "yongquan.png")
    places.append((ROOT / "packaging/icons/yongquan.svg", share / "icons/hicolor/scalable/apps"))
    for source, folder in places:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, folder / source.name)
    doc = share / "doc" / "yongquan"
    doc.mkdir(parents=True)
    shutil.copy(ROOT / "LICENSE", doc / "copyright")
    shutil.copy(ROOT / "CHANGELOG.md", doc / "changelog.md")
    # Staged as whoever builds; what the package needs is that everyone may read it.
    for path in root.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)


def debian_package(root: Path) -> Path:
    """Pack the tree below ``root`` and return the package's path."""
    architecture = subprocess.run(
        ["dpkg", "--print-architecture"], check=True, capture_output=True, text=True
    ).stdout.strip()
    (root / "DEBIAN").mkdir()
    text = control(size_kib(root), architecture)
    (root / "DEBIAN" / "control").write_text(text, "utf-8")
    DIST.mkdir(exist_ok=True)
    target = DIST / f"yongquan_{__version__}_{architecture}.deb"
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(root), str(target)], check=True
    )
    return target


def main() -> int:
    """Build both and print their sizes."""
    folder = program()
    slim(folder)
    root = BUILD / "root"
    stage(folder, root)
    installed = size_kib(root) / 1024
    target = debian_package(root)
    print(f"{target}: {target.stat().st_size / 2**20:.1f} MiB, installed {installed:.1f} MiB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
