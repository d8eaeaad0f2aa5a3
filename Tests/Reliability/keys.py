"""Keys for signatures: made once per run of the matrix with the real programs, copied into each case's home."""

import os
import shutil
import subprocess
import tempfile
import threading

from repository import Skip, environment

LOCK = threading.Lock()
MADE = {}
NAME, EMAIL = "A Tester", "tester@example.org"
SECOND = "Zoë Müller-Østergård <zoe@example.org>"
CERTIFICATE = """Key-Type: RSA
Key-Length: 2048
Key-Usage: sign
Serial: random
Name-DN: CN=A Tester
Name-Email: tester@example.org
"""


def run(*command, home, stdin=b"", **variables):
    done = subprocess.run(command, env=environment(home) | variables, input=stdin, capture_output=True)
    if done.returncode:
        raise RuntimeError(f"{command}: {done.stderr.decode(errors='replace')}")
    return done.stdout


def needed(program):
    if not shutil.which(program):
        raise Skip(f"{program} is missing")


def once(kind, make):
    """The folder that `make` filled; it stays until the program ends."""
    with LOCK:
        if kind not in MADE:
            folder = tempfile.TemporaryDirectory(prefix="keys-")
            MADE[kind] = folder, make(folder.name)
        return MADE[kind][0].name, MADE[kind][1]


def stop_agents(folder):
    subprocess.run(["gpgconf", "--homedir", folder, "--kill", "all"], env=environment(folder), capture_output=True)


# MARK: OpenPGP

def make_openpgp(folder):
    prints = []
    for owner in (f"{NAME} <{EMAIL}>", SECOND):
        run("gpg", "--homedir", folder, "--batch", "--passphrase", "", "--quick-gen-key", owner, "ed25519", "sign", "never",
            home=folder)
    for line in run("gpg", "--homedir", folder, "--batch", "--with-colons", "--list-secret-keys", home=folder).split(b"\n"):
        if line.startswith(b"fpr:"):
            prints.append(line.split(b":")[9].decode())
    stop_agents(folder)
    return prints


def openpgp(box):
    """Gives the box's user two keys; returns their fingerprints: of the tester, and of somebody with a name in UTF-8."""
    needed("gpg")
    return in_home(box, *once("openpgp", make_openpgp))


def in_home(box, folder, keys):
    # The path of an agent's socket must be short.
    box.gnupg = tempfile.mkdtemp(prefix="gpg-")
    shutil.copytree(folder, box.gnupg, dirs_exist_ok=True, ignore=lambda at, names: [n for n in names if n.startswith("S.")])
    os.chmod(box.gnupg, 0o700)
    box.environment["GNUPGHOME"] = box.gnupg
    box.at_end.append(lambda: (stop_agents(box.gnupg), shutil.rmtree(box.gnupg, ignore_errors=True)))
    return keys


# MARK: X.509

def make_x509(folder):
    with open(os.path.join(folder, "gpgsm.conf"), "w") as file:
        file.write("disable-crl-checks\ndisable-dirmngr\n")
    # The agent asks for an empty passphrase and for trust; nobody is there to answer.
    with open(os.path.join(folder, "gpg-agent.conf"), "w") as file:
        file.write("allow-loopback-pinentry\n")
    common = ["gpgsm", "--homedir", folder, "--batch", "--pinentry-mode", "loopback", "--passphrase-fd", "0"]
    parameters = os.path.join(folder, "parameters")
    with open(parameters, "w") as file:
        file.write(CERTIFICATE)
    certificate = run(*common, "--armor", "--gen-key", parameters, home=folder, stdin=b"\n")
    run("gpgsm", "--homedir", folder, "--batch", "--import", home=folder, stdin=certificate)
    listed = run("gpgsm", "--homedir", folder, "--batch", "--with-colons", "--list-secret-keys", home=folder)
    prints = [line.split(b":")[9].decode() for line in listed.split(b"\n") if line.startswith(b"fpr:")]
    with open(os.path.join(folder, "trustlist.txt"), "w") as file:
        file.writelines(f"{one} S relax\n" for one in prints)
    stop_agents(folder)
    return prints


def x509(box):
    needed("gpgsm")
    return in_home(box, *once("x509", make_x509))


# MARK: SSH

def make_ssh(folder):
    for kind in ("ed25519", "rsa"):
        run("ssh-keygen", "-q", "-t", kind, "-N", "", "-C", EMAIL, "-f", os.path.join(folder, kind), home=folder)
    run("ssh-keygen", "-q", "-t", "ed25519", "-N", "secret", "-C", EMAIL, "-f", os.path.join(folder, "locked"), home=folder)


def ssh(box):
    """Files in ~/.ssh: ed25519, rsa, locked (which has a passphrase), and one that says who may sign."""
    needed("ssh-keygen")
    folder, _ = once("ssh", make_ssh)
    place = os.path.join(os.fsdecode(box.home), ".ssh")
    shutil.copytree(folder, place)
    allowed = os.path.join(place, "allowed")
    with open(allowed, "w") as file:
        for kind in ("ed25519", "rsa", "locked"):
            file.write(f"{EMAIL} {public(box, kind)}\n")
    box.git("config", "gpg.ssh.allowedSignersFile", allowed)
    box.git("config", "gpg.format", "ssh")
    return place


def public(box, kind):
    with open(os.path.join(os.fsdecode(box.home), ".ssh", f"{kind}.pub")) as file:
        return file.read().strip()


def agent(box, *kinds):
    """An agent that has these keys; returns the variable that leads to it."""
    needed("ssh-agent")
    folder = tempfile.mkdtemp(prefix="ssh-")
    socket = os.path.join(folder, "s")
    process = subprocess.Popen(["ssh-agent", "-D", "-a", socket], env=box.environment, stdout=subprocess.PIPE)
    process.stdout.readline()

    def stop():
        process.terminate()
        process.wait()
        process.stdout.close()
        shutil.rmtree(folder, ignore_errors=True)
    box.at_end.append(stop)
    for kind in kinds:
        run("ssh-add", "-q", os.path.join(os.fsdecode(box.home), ".ssh", kind), home=box.home, SSH_AUTH_SOCK=socket)
    return {"SSH_AUTH_SOCK": socket}
