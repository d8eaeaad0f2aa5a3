#!/usr/bin/env python
# coding: UTF-8-unix
é = 1
