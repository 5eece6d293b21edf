#!/bin/sh
# install.sh VENV REQUIREMENTS: make the virtual environment when there is none that works, and install pinned packages.
# Any Python from 3.11 on will do. uv is used when it is there; where it cannot reach a package index, pip is asked,
# because uv does not read pip's settings (a mirror inside an office network is usually set there).
set -eu
venv=$1
requirements=$2
works='import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))'

make_venv() {
    for python in python3 python3.14 python3.13 python3.12 python3.11; do
        if "$python" -c "$works" >/dev/null 2>&1; then
            "$python" -m venv --clear "$venv"
            return
        fi
    done
    if command -v uv >/dev/null 2>&1; then
        uv venv --clear --seed --python '>=3.11' "$venv"
        return
    fi
    echo "没有找到 Python 3.11 或更新的版本 (含 venv)。请先安装, 例如: apt-get install python3 python3-venv" >&2
    echo "No Python 3.11 or newer with venv was found. Install it first, for example: apt-get install python3 python3-venv" >&2
    exit 1
}

if ! "$venv/bin/python" -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
    echo "建立运行环境 / Creating $venv"
    make_venv
fi
echo "安装 / Installing $requirements"
if command -v uv >/dev/null 2>&1 && uv pip install --python "$venv/bin/python" -r "$requirements"; then
    exit 0
fi
"$venv/bin/python" -m pip install --disable-pip-version-check --no-input -r "$requirements"
