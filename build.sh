#!/usr/bin/env bash
# Sets up, builds, tests and runs Ml.Gan from a fresh clone. `./build.sh help` lists the verbs.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

configuration=Release
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

say() { printf '\033[1m==> %s\033[0m\n' "$*" >&2; }
fail() { printf 'build.sh: %s\n' "$*" >&2; exit 1; }

usage() {
    cat <<'TEXT'
usage: ./build.sh VERB

  setup          install what is missing and choose the stack (MLSTACK=local or MLSTACK=nuget forces one)
  build          set up and build everything
  test           set up, build and run all tests
  demo           train on the built-in glyphs, sample the trained generator, say where the pictures are (out/demo)
  mlgan ARGS...  run the command-line tool, for example: ./build.sh mlgan train --help
  bench          train the same network here and in PyTorch alternately and print the ratio of step times

LIBTORCH=FOLDER builds the local stack against the libtorch in FOLDER (with include/ and lib/), for example a CUDA one.
TEXT
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null; then sudo "$@"
    else fail "'$*' needs root: run it as root, or install sudo"
    fi
}

install_packages() {
    local missing=()
    for package in "$@"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    command -v apt-get >/dev/null || fail "these packages are needed and this is no Debian to install them on: ${missing[*]}"
    say "Installing Debian packages: ${missing[*]}"
    as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# The official packages restore only where the whole of NuGet is at hand.
official_packages_restore() {
    local probe
    probe=$(mktemp -d)
    cp Directory.Packages.props "$probe/"
    cat > "$probe/probe.csproj" <<'XML'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
    <ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>
    <MlStack>nuget</MlStack>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Microsoft.ML" />
    <PackageReference Include="TorchSharp" />
    <PackageReference Include="Microsoft.ML.OnnxRuntime.Managed" />
  </ItemGroup>
</Project>
XML
    local status=0
    timeout 300 dotnet restore "$probe/probe.csproj" -p:MlStack=nuget >/dev/null 2>&1 || status=$?
    rm -rf "$probe"
    return $status
}

choose_stack() {
    local stack=${MLSTACK:-}
    if [ -z "$stack" ] && [ -f stack.props ]; then return; fi
    if [ -z "$stack" ]; then
        say "Asking NuGet for the official packages"
        if official_packages_restore; then stack=nuget; else stack=local; fi
    fi
    [ "$stack" = nuget ] || [ "$stack" = local ] || fail "MLSTACK is '$stack'; it must be nuget or local"
    cat > stack.props <<XML
<Project>
  <PropertyGroup>
    <MlStack Condition="'\$(MlStack)' == ''">$stack</MlStack>
  </PropertyGroup>
</Project>
XML
    say "Building on the $stack stack"
}

on_local_stack() { grep -q '>local<' stack.props; }

has_gpu() { command -v nvidia-smi >/dev/null && nvidia-smi -L >/dev/null 2>&1; }

install_onnxruntime() {
    local folder=$1
    [ "$folder/node_modules/.package-lock.json" -nt "$folder/package-lock.json" ] && return
    say "Installing ONNX Runtime ($folder)"
    npm ci --prefix "$folder" --no-audit --no-fund --silent
    touch "$folder/node_modules/.package-lock.json"
}

setup() {
    command -v dotnet >/dev/null || fail "the .NET 10 SDK is needed; its command 'dotnet' was not found"
    choose_stack
    on_local_stack || return 0
    local packages=(g++ libgdk-pixbuf-2.0-0)
    [ -n "${LIBTORCH:-}" ] || packages+=(libtorch-dev libopenblas0-pthread)
    command -v npm >/dev/null || packages+=(npm)
    install_packages "${packages[@]}"
    install_onnxruntime stand-ins/OnnxRuntime
    if has_gpu; then install_onnxruntime stand-ins/OnnxRuntime/gpu; fi
}

build() {
    setup
    say "Building"
    dotnet build Ml.Gan.sln -c $configuration -v quiet --nologo
}

run_tests() {
    build
    # One test has ONNX's own checker look at the files.
    if on_local_stack; then install_packages python3-onnx; fi
    say "Testing"
    local log status=0
    log=$(mktemp)
    dotnet test Ml.Gan.sln -c $configuration --no-build --logger "console;verbosity=normal" 2>&1 | tee "$log" || status=$?
    local summary
    summary=$(awk '
        /^ *Passed: +[0-9]+/ { passed += $2 }
        /^ *Failed: +[0-9]+/ { failed += $2 }
        /^ *Skipped: +[0-9]+/ { skipped += $2 }
        END { printf "%d passed, %d failed, %d skipped", passed, failed, skipped }' "$log")
    rm -f "$log"
    echo "$summary"
    [[ $summary != "0 passed"* ]] || fail "no test ran"
    return $status
}

mlgan() {
    local tool=Ml.Gan.Cli/bin/$configuration/net10.0/mlgan.dll
    [ -f "$tool" ] || build >&2
    dotnet "$tool" "$@"
}

demo() {
    build
    local out=out/demo
    say "Training a DCGAN on builtin:glyphs"
    mlgan train --data builtin:glyphs --out $out --network dcgan --size 28 --width 32 --steps 2000 --seed 1
    mlgan sample $out/generator.onnx --out $out/grid.png --count 64 --seed 1
    say "The trained generator is $out/generator.onnx; 64 glyphs that it made are in $PWD/$out/grid.png"
}

bench() {
    build
    if on_local_stack; then install_packages python3-torch; fi
    dotnet Ml.Gan.Benchmarks/bin/$configuration/net10.0/Ml.Gan.Benchmarks.dll "$@"
}

verb=${1:-help}
[ $# -eq 0 ] || shift
case $verb in
    setup) setup ;;
    build) build ;;
    test) run_tests ;;
    demo) demo ;;
    mlgan) mlgan "$@" ;;
    bench) bench "$@" ;;
    help | -h | --help) usage ;;
    *) usage >&2; fail "there is no verb '$verb'" ;;
esac
