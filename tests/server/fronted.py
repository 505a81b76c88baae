# SPDX-License-Identifier: GPL-2.0-or-later
"""nginx with the shipped example, in a folder of its own, with a certificate made for it."""
import os
import pathlib
import random
import re
import socket
import subprocess

from program import ROOT

NGINX = next((path for path in ("/usr/sbin/nginx", "/usr/bin/nginx") if os.path.exists(path)), "nginx")
NAME = "localhost"


def free_port():
    """Below those that the system gives to clients, so that none takes it before it is listened on."""
    while True:
        port = random.randrange(20000, 32000)
        try:
            with socket.create_server(("127.0.0.1", port)):
                return port
        except OSError:
            continue


def write_nginx(folder, ports):
    """The example for the ports of nginx and of two servers. Says where the main file is."""
    folder = pathlib.Path(folder)
    certificate, key = folder / "map.crt", folder / "map.key"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={NAME}",
                    "-addext", f"subjectAltName=DNS:{NAME},IP:127.0.0.1", "-keyout", str(key), "-out", str(certificate)],
                   check=True, capture_output=True)
    front, first, second = ports
    text = (ROOT / "data" / "operate" / "nginx-liangxian.conf").read_text(encoding="utf-8")
    for old, new in (("/etc/liangxian/tls/map.crt", str(certificate)), ("/etc/liangxian/tls/map.key", str(key)),
                     ("map.example.cn", NAME), ("listen 443 ssl", f"listen 127.0.0.1:{front} ssl"),
                     ("127.0.0.1:8081", f"127.0.0.1:{first}"), ("127.0.0.1:8082", f"127.0.0.1:{second}")):
        assert old in text, old
        text = text.replace(old, new)
    # Port 80 is not for tests: to another that is free.
    text = re.sub(r"listen 80;", f"listen 127.0.0.1:{free_port()};", text)
    (folder / "site.conf").write_text(text, encoding="utf-8")
    temporary = "".join(f"{kind}_temp_path {folder}/nginx-{kind};\n" for kind in
                        ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    main = folder / "nginx.conf"
    main.write_text(f"daemon off;\nworker_processes 1;\npid {folder}/nginx.pid;\nerror_log {folder}/nginx-error.log;\n"
                    f"events {{ worker_connections 512; }}\n"
                    f"http {{\naccess_log {folder}/nginx-access.log;\n{temporary}include {folder}/site.conf;\n}}\n",
                    encoding="utf-8")
    for path in (folder, certificate, key):  # its worker is somebody else when this is root
        path.chmod(0o755)
    return main


def nginx(main, *words):
    return subprocess.run([NGINX, "-p", str(main.parent), "-e", str(main.parent / "nginx-error.log"), "-c", str(main), *words],
                          capture_output=True, text=True, check=False)


def start_nginx(main):
    return subprocess.Popen([NGINX, "-p", str(main.parent), "-e", str(main.parent / "nginx-error.log"), "-c", str(main)])
