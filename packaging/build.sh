#!/usr/bin/env bash
# Builds dist/vqstudio (PyInstaller onedir) and dist/vqstudio_VERSION_ARCH.deb from it.
set -euo pipefail
cd "$(dirname "$0")/.."
export PYTHON=${PYTHON:-python3}
bash packaging/system.sh

# An environment of its own: the CPU runtime instead of the CUDA one, and nothing of the training tools.
venv=build/venv
[ -x "$venv/bin/python" ] || "$PYTHON" -m venv "$venv"
requirements=$("$venv/bin/python" - <<'PYTHON_CODE'
import tomllib

project = tomllib.load(open("pyproject.toml", "rb"))["project"]
needed = project["dependencies"] + project["optional-dependencies"]["heif"] + project["optional-dependencies"]["raw"]
print(*[line for line in needed if not line.startswith("onnxruntime")], "onnxruntime", sep="\n")
PYTHON_CODE
)
"$venv/bin/python" -m pip install --quiet pyinstaller -r <(echo "$requirements")
"$venv/bin/pyinstaller" --noconfirm --log-level WARN --distpath dist --workpath build/pyinstaller packaging/vqstudio.spec
# A Python that was built from source brings its symbols along, 25 MB. Wheels do not survive being stripped.
if command -v strip >/dev/null; then
    find dist/vqstudio/_internal \( -name 'libpython*.so*' -o -path '*/lib-dynload/*.so' \) -type f -exec strip --strip-unneeded {} +
fi

version=$("$venv/bin/python" -c 'import vqstudio; print(vqstudio.__version__)')
arch=$(dpkg --print-architecture)
libraries=$("$venv/bin/python" - <<'PYTHON_CODE'
from vqstudio.doctor import QT_LIBRARIES, X11_LIBRARIES

names = [*QT_LIBRARIES.values(), *X11_LIBRARIES.values()]
# Newer Debian and Ubuntu releases renamed this one.
print(", ".join(f"{name} | {name}t64" if name == "libglib2.0-0" else name for name in names))
PYTHON_CODE
)
glibc=$(grep -rhoaE 'GLIBC_2\.[0-9]+' dist/vqstudio | sort -Vu | tail -1)
stage=build/deb
rm -rf "$stage"
mkdir -p "$stage/DEBIAN" "$stage/usr/lib" "$stage/usr/bin" "$stage/usr/share/applications" \
    "$stage/usr/share/mime/packages" "$stage"/usr/share/icons/hicolor/{scalable,256x256}/{apps,mimetypes} \
    "$stage/usr/share/doc/vqstudio"
cp -r dist/vqstudio "$stage/usr/lib/vqstudio"
ln -s ../lib/vqstudio/vqstudio "$stage/usr/bin/vqstudio"
cp packaging/vqstudio.desktop "$stage/usr/share/applications/"
cp packaging/vqstudio.xml "$stage/usr/share/mime/packages/"
icons=$stage/usr/share/icons/hicolor
cp resources/icons/app.svg "$icons/scalable/apps/vqstudio.svg"
QT_QPA_PLATFORM=offscreen "$venv/bin/python" packaging/render_icon.py \
    resources/icons/app.svg "$icons/256x256/apps/vqstudio.png"
ln -s ../apps/vqstudio.svg "$icons/scalable/mimetypes/application-x-vqstudio-project.svg"
ln -s ../apps/vqstudio.png "$icons/256x256/mimetypes/application-x-vqstudio-project.png"
cp LICENSE "$stage/usr/share/doc/vqstudio/copyright"
chmod -R u+rwX,go+rX,go-w "$stage"
cat >"$stage/DEBIAN/control" <<CONTROL
Package: vqstudio
Version: $version
Architecture: $arch
Maintainer: VQ Studio developers <vqstudio@localhost>
Section: graphics
Priority: optional
Installed-Size: $(du -sk "$stage/usr" | cut -f1)
Depends: libc6 (>= ${glibc#GLIBC_}), $libraries
Recommends: libwayland-client0, libwayland-cursor0, libwayland-egl1
Description: photo editor that repairs and paints on your own machine
 Removes objects, scratches and text from photos and turns photos into
 paintings, with VQ-GAN models that run locally: no account, no cloud.
CONTROL
dpkg-deb --root-owner-group --build -Zzstd "$stage" "dist/vqstudio_${version}_${arch}.deb" >/dev/null
du -sh dist/vqstudio "dist/vqstudio_${version}_${arch}.deb"
