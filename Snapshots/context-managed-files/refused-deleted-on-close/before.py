import subprocess
import tempfile


def run(script):
    target = tempfile.NamedTemporaryFile("w", suffix=".py")
    target.write(script)
    target.flush()
    name = target.name
    subprocess.run(["python3", name])
