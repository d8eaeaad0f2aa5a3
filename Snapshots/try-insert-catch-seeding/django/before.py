from django.db import models


class Tag(models.Model):
    name = models.CharField(max_length=20, unique=True)


def seed():
    if not Tag.objects.filter(name="new").exists():
        Tag.objects.create(name="new")
