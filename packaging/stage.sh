#!/usr/bin/env bash
# Lays out build/stage/usr, what the .deb, the .rpm and the tarball install, from dist/vqstudio (packaging/build.sh).
set -euo pipefail
cd "$(dirname "$0")/.."
python=build/venv/bin/python
stage=build/stage/usr
share=$stage/share
icons=$share/icons/hicolor
rm -rf build/stage
mkdir -p "$stage/lib" "$stage/bin" "$icons"/{scalable,256x256}/{apps,mimetypes} "$share/doc/vqstudio"
cp -r dist/vqstudio "$stage/lib/vqstudio"
ln -s ../lib/vqstudio/vqstudio "$stage/bin/vqstudio"
install -Dm644 -t "$share/applications" packaging/vqstudio.desktop
install -Dm644 -t "$share/mime/packages" packaging/vqstudio.xml
install -Dm644 -t "$share/metainfo" packaging/local.vqstudio.VQStudio.metainfo.xml
cp resources/icons/app.svg "$icons/scalable/apps/vqstudio.svg"
QT_QPA_PLATFORM=offscreen "$python" packaging/render_icon.py resources/icons/app.svg "$icons/256x256/apps/vqstudio.png"
ln -s ../apps/vqstudio.svg "$icons/scalable/mimetypes/application-x-vqstudio-project.svg"
ln -s ../apps/vqstudio.png "$icons/256x256/mimetypes/application-x-vqstudio-project.png"
cp LICENSE "$share/doc/vqstudio/copyright"
chmod -R u+rwX,go+rX,go-w build/stage
