#!/usr/bin/env bash
# Builds build/wheels/opencv_python_headless-*.whl from the source on PyPI, of the version that $PYTHON has installed:
# the modules that the program uses, a tenth of the size of the wheel there, which brings video, cameras, neural
# networks and a linear algebra library. Needs a C++ compiler; takes some 10 minutes, and none when the wheel is there.
set -euo pipefail
cd "$(dirname "$0")/.."
version=$("$PYTHON" -c 'from importlib.metadata import version; print(version("opencv-python-headless"))')
if ls "build/wheels/opencv_python_headless-$version-"*.whl >/dev/null 2>&1; then exit 0; fi

# PNG and TIFF of 16 bits are all that OpenCV reads and writes here; Pillow does the rest.
without=(IPP ITT FFMPEG GSTREAMER V4L 1394 LAPACK EIGEN OPENCL PROTOBUF FLATBUFFERS JASPER OPENJPEG OPENEXR JPEG WEBP
    AVIF GTK QT VTK ADE OBSENSOR QUIRC IMGCODEC_HDR IMGCODEC_SUNRASTER IMGCODEC_PXM IMGCODEC_PFM IMGCODEC_GIF)
options=(-DBUILD_LIST=core,imgproc,imgcodecs,geometry,python3 -DPYTHON3_LIMITED_API=ON -DBUILD_ZLIB=ON -DBUILD_PNG=ON
    -DBUILD_TIFF=ON)
for part in "${without[@]}"; do options+=("-DWITH_$part=OFF"); done
rm -rf build/wheels
CMAKE_ARGS=${options[*]} ENABLE_HEADLESS=1 "$PYTHON" -m pip wheel --quiet --no-deps \
    --no-binary opencv-python-headless --wheel-dir build/wheels "opencv-python-headless==$version"
