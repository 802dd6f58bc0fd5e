#!/bin/sh
# Compiles torchshim.cpp. $1: the library to write. $2: the folder of a libtorch (include/ and lib/), empty for the system's.
set -eu

source=$(dirname "$0")/torchshim.cpp
target=$1
libtorch=${2:-}

missing() {
    echo "torchshim : error : $1" >&2
    exit 1
}

command -v g++ >/dev/null || missing "g++ was not found. Install it (Debian: apt-get install g++)."

if [ -n "$libtorch" ]; then
    include=$libtorch/include
    [ -f "$include/ATen/ATen.h" ] || missing "LIBTORCH is '$libtorch', but there is no include/ATen/ATen.h in it. It must name the folder of a libtorch with include/ and lib/."
    lib=$libtorch/lib
    flags="-isystem $include -isystem $include/torch/csrc/api/include -L$lib -Wl,-rpath,$lib"
else
    include=/usr/include
    [ -f "$include/ATen/ATen.h" ] || missing "libtorch was not found. Install it (Debian: apt-get install libtorch-dev libopenblas0-pthread), or set LIBTORCH to the folder of one."
    lib=$(dirname "$(g++ -print-file-name=libtorch.so)")
    flags="-isystem $include/torch/csrc/api/include"
fi

# PyTorch's wheels up to 2.5 were compiled with the old ABI of std::string.
abi=1
grep -q 'torchCheckFailEPKcS2_jRKNSt7__cxx11' "$lib/libc10.so" || abi=0

libraries="-ltorch -ltorch_cpu -lc10"
for cuda in torch_cuda c10_cuda; do
    [ ! -f "$lib/lib$cuda.so" ] || libraries="$libraries -Wl,--no-as-needed -l$cuda -Wl,--as-needed"
done

mkdir -p "$(dirname "$target")"
# shellcheck disable=SC2086
g++ -std=c++17 -O2 -fPIC -shared -fvisibility=hidden -D_GLIBCXX_USE_CXX11_ABI=$abi "$source" -o "$target.part" $flags $libraries
mv "$target.part" "$target"
