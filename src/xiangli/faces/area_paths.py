"""Addresses of the pages of places: what lies below the villages, their borders, codes, counts and maps."""

from django.urls import path

from xiangli.faces import area, area_book, area_borders, area_codes, area_maps

paths = [
    path("areas/", area.areas, name="areas"),
    path("areas/book/", area_book.book, name="area-book"),
    path("areas/book/empty.xlsx", area_book.empty, name="area-book-empty"),
    path("areas/codes/", area_codes.codes, name="area-codes"),
    path("areas/counts/", area_codes.counts, name="area-counts"),
    path("areas/maps/", area_maps.maps, name="area-maps"),
    path("areas/maps/<uuid:id>/", area_maps.one, name="area-map"),
    path("areas/maps/<uuid:id>/datum/", area_maps.datum, name="area-map-datum"),
    path("areas/maps/<uuid:id>/publish/", area_maps.publish, name="area-map-publish"),
    path("areas/maps/<uuid:id>/picture.svg", area_maps.picture, name="area-map-picture"),
    path("areas/<str:code>/", area.area, name="area"),
    path("areas/<str:code>/names/", area.names, name="area-names"),
    path("areas/<str:code>/borders/", area_borders.borders, name="area-borders"),
]
