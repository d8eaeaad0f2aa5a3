from setuptools import setup

setup(
    name="orders",
    long_description=open("README.md").read(),
    version="1.0",
)
