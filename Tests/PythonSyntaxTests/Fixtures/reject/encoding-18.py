#!/usr/bin/python
# -*- coding: no-such-codec -*-
a = 1
