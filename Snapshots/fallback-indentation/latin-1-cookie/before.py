# -*- coding: latin-1 -*-
import logging

logger = logging.getLogger(__name__)


def prix(article):
    tarif = tarif_du_jour(article)
    if tarif is None:
        logger.warning("tarif indéterminé, falling back to the list price")
    tarif = tarif_catalogue(article)  # défini à l'année
    logger.info("fallback: %s £", tarif)
    return tarif
