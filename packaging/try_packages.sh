#!/usr/bin/env bash
# Installs each package of dist/ that this system can run where nothing else is, and uses it: doctor, demo, and the
# window with a photo on a virtual screen. .deb, .rpm and tarball in a clean copy of this Debian or Ubuntu (debootstrap), wheel and sdist in
# an empty venv, the wheel also by pipx. Run as root; it writes to $ROOTS and dist/tried.
# Usage: packaging/try_packages.sh [deb|rpm|tarball|wheel|sdist|pipx ...]; without any, all.
set -euo pipefail
cd "$(dirname "$0")/.."
version=$(bash packaging/version.sh)
roots=${ROOTS:-/var/tmp/vqstudio-roots}
suite=$(. /etc/os-release && echo "$VERSION_CODENAME") # the same system as this one, whose sources of packages are known
python=build/venv/bin/python # has Pillow, for pictures of the screen
photo=resources/sample.jpg
export DISPLAY=:${SCREEN:-96}
pictures=dist/tried
mkdir -p "$roots" "$pictures"
started=() mounted=()
finish() {
    for process in "${started[@]+"${started[@]}"}"; do kill "$process" 2>/dev/null || true; done
    for place in "${mounted[@]+"${mounted[@]}"}"; do umount "$place" 2>/dev/null || true; done
}
trap finish EXIT

needed=()
for tool in debootstrap:debootstrap Xvfb:xvfb xdotool:xdotool rpm:rpm; do
    command -v "${tool%%:*}" >/dev/null || needed+=("${tool##*:}")
done
if [ ${#needed[@]} -gt 0 ]; then apt-get install -y -qq --no-install-recommends "${needed[@]}" >/dev/null; fi

# -- the virtual screen, on which programs inside of the roots draw too --
# -ac: for every user of this machine, also for one inside of a root.
Xvfb "$DISPLAY" -screen 0 1440x900x24 -ac -nolisten tcp 2>/dev/null &
started+=($!)
for _ in $(seq 100); do xdotool getdisplaygeometry >/dev/null 2>&1 && break || sleep 0.1; done

# NAME, then a command that takes arguments of the program: doctor, demo and window.
try() {
    local name=$1 out program
    shift
    out=$(mktemp -d)
    echo "== $name"
    "$@" doctor </dev/null | tee "$out/doctor.txt"
    grep -q '^onnxruntime' "$out/doctor.txt"
    grep -q '^System libraries: complete$' "$out/doctor.txt"
    grep -q 'photo-f8' "$out/doctor.txt"
    "$@" demo -o "$demo" </dev/null
    "$@" window "$shown" </dev/null &
    program=$!
    started+=("$program")
    # Asked again and again: a window that goes while it looks ends the search.
    for _ in $(seq 360); do
        xdotool search --onlyvisible --name "$(basename "$shown")" >/dev/null 2>&1 && break || sleep 0.5
    done
    sleep "${WAIT:-10}"
    kill -0 "$program"
    "$python" packaging/window_picture.py "$DISPLAY" "$pictures/$name-window.png"
    xdotool search --onlyvisible --name "$(basename "$shown")" getwindowpid | xargs -r kill 2>/dev/null || kill "$program"
    wait "$program" || true
    rm -rf "$out"
    echo "== $name passed"
}

# A copy of a clean Debian, and its path in $root.
clean_root() {
    local base=$roots/base-$suite
    if [ ! -e "$base/done" ]; then
        rm -rf "$base"
        mirror=$(apt-get indextargets --format '$(REPO_URI) $(CODENAME)' 'Created-By: Packages' |
            awk -v suite="$suite" '$2 == suite { print $1; exit }')
        debootstrap --variant=minbase "$suite" "$base" "$mirror" >"$roots/debootstrap.log"
        rm -f "$base/etc/apt/sources.list"
        cp -r /etc/apt/sources.list* /etc/apt/apt.conf.d "$base/etc/apt/" 2>/dev/null || true
        cp -r /usr/share/keyrings "$base/usr/share/"
        touch "$base/done"
    fi
    root=$roots/$1
    rm -rf "$root"
    cp -a "$base" "$root"
    mkdir -p "$root/photos"
    cp "$photo" "$root/photos/a photo.jpg"
    mount --bind /proc "$root/proc"
    mounted+=("$root/proc")
    demo=/var/tmp/demo shown="/photos/a photo.jpg"
}
leave() {
    test -s "$root$demo/sheet.png"
    test -s "$root$demo/window.png"
    cp "$root$demo/sheet.png" "$pictures/$1-demo.png"
    umount "$root/proc"
    rm -rf "$root"
}
inside() { chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 DISPLAY="$DISPLAY" "$@"; }
apt() { inside DEBIAN_FRONTEND=noninteractive apt-get -o Dpkg::Options::=--force-unsafe-io "$@"; }

try_deb() {
    clean_root deb
    cp "dist/vqstudio_${version}_$(dpkg --print-architecture).deb" "$root/tmp/"
    apt update -qq
    apt install -y -qq --no-install-recommends "/tmp/vqstudio_${version}_$(dpkg --print-architecture).deb" >/dev/null
    try deb inside vqstudio
    apt remove -y -qq vqstudio >/dev/null
    [ ! -e "$root/usr/lib/vqstudio" ] || { echo "the .deb leaves files" >&2; exit 1; }
    leave deb
}

libraries() { # of Debian, for packages that do not name Debian's
    apt update -qq
    # shellcheck disable=SC2046
    apt install -y -qq --no-install-recommends "$@" $(python3 -c '
from vqstudio.doctor import QT_LIBRARIES, X11_LIBRARIES

print(*QT_LIBRARIES.values(), *X11_LIBRARIES.values())') >/dev/null
}

try_rpm() { # Debian's rpm knows nothing of what dpkg installed, so what the package asks for is looked up by hand
    local package
    package=$(echo dist/vqstudio-"$version"-1.*.rpm)
    clean_root rpm
    libraries rpm
    cp "$package" "$root/tmp/vqstudio.rpm"
    inside ldconfig -p >"$root/tmp/known.txt"
    for library in $(rpm -qp --requires "$package" 2>/dev/null | sed -n 's/^\(lib[^ ]*\.so[^ (]*\)().*/\1/p'); do
        grep -qF "	$library " "$root/tmp/known.txt" || { echo "the .rpm asks for $library" >&2; exit 1; }
    done
    inside rpm --install --nodeps /tmp/vqstudio.rpm
    inside rpm -V --nodeps vqstudio
    try rpm inside vqstudio
    inside rpm --erase --nodeps vqstudio
    [ ! -e "$root/usr/lib/vqstudio" ] || { echo "the .rpm leaves files" >&2; exit 1; }
    leave rpm
}

try_tarball() { # by a user whose home has a space in its name
    clean_root tarball
    libraries desktop-file-utils shared-mime-info
    inside useradd --create-home --home-dir "/home/a user" --shell /bin/sh user
    cp dist/vqstudio-"$version"-linux-*.tar.gz "$root/tmp/vqstudio.tar.gz"
    as_user() { inside su user -c 'cd; DISPLAY='"$DISPLAY"'; export DISPLAY; "$@"' -- sh "$@"; }
    as_user sh -c 'tar xzf /tmp/vqstudio.tar.gz && vqstudio-*/install.sh && rm -r vqstudio-*'
    as_user desktop-file-validate .local/share/applications/vqstudio.desktop
    as_user grep -q 'vqs' .local/share/mime/globs
    try tarball as_user .local/bin/vqstudio
    as_user .local/lib/vqstudio/uninstall.sh
    if as_user find .local -type f -name '*vqstudio*' | grep -v -e '\.log' -e state | grep .; then
        echo "the tarball leaves files" >&2
        exit 1
    fi
    leave tarball
}

in_venv() { # NAME, what to install
    local venv=$roots/$1
    rm -rf "$venv"
    "${PYTHON:-python3}" -m venv "$venv"
    (cd / && "$venv/bin/python" -m pip install --quiet "$2")
    shown=$(realpath "$photo") demo=$venv/demo
    try "$1" in_folder / "$venv/bin/vqstudio"
    test -s "$demo/sheet.png"
    cp "$demo/sheet.png" "$pictures/$1-demo.png"
    rm -rf "$venv"
}
in_folder() { (cd "$1" && shift && exec "$@"); } # not this one, whose vqstudio/ would be found first
try_wheel() { in_venv wheel "$(realpath dist/vqstudio-"$version"-py3-none-any.whl)"; }
try_sdist() { in_venv sdist "$(realpath dist/vqstudio-"$version".tar.gz)"; }
try_pipx() {
    local home=$roots/pipx wheel
    wheel=$(realpath dist/vqstudio-"$version"-py3-none-any.whl)
    rm -rf "$home"
    "${PYTHON:-python3}" -m venv "$home"
    "$home/bin/python" -m pip install --quiet pipx
    export PIPX_HOME=$home/home PIPX_BIN_DIR=$home/bin
    in_folder / "$home/bin/pipx" run --spec "$wheel" vqstudio doctor </dev/null | tee "$home/doctor.txt"
    grep -q photo-f8 "$home/doctor.txt"
    rm -rf "$home"
    echo "== pipx passed"
}

if [ $# -eq 0 ]; then set -- deb rpm tarball wheel sdist pipx; fi
for one in "$@"; do "try_$one"; done
echo "tried: $*; look at the pictures in $pictures"
