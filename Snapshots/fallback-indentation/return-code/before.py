import click


def encode(source, target):
    process = run(["encode", "--hardware", source, target])
    if process.returncode != 0:
        click.echo(f"hardware encoding failed ({process.returncode}), "
                   "retrying with the software encoder...", err=True)
    process = run(["encode", source, target])
    return process
