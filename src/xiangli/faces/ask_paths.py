"""Addresses of askings, lists, certificates."""

from django.urls import path

from xiangli.faces import asks

paths = [
    path("asks/", asks.asks, name="asks"),
    path("asks/new/", asks.new, name="ask-new"),
    path("asks/<uuid:id>/", asks.ask, name="ask"),
]
