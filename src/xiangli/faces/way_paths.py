"""Addresses of the ways in and out: outer systems, chats, calls, papers, what joining is not sure of, replies, corrections."""

from django.urls import path

from xiangli.faces import beside, chat, copy_back, correct, corrections, outer, paper, phone_desk, replies

paths = [
    path("desk/chat/", chat.chat, name="desk-chat"),
    path("desk/call/", phone_desk.phone, name="desk-call"),
    path("desk/paper/", paper.paper, name="desk-paper"),
    path("desk/beside/", beside.beside, name="desk-beside"),
    path("desk/beside/<uuid:id>/", beside.decide, name="beside-decide"),
    path("desk/outer/", outer.systems, name="outer"),
    path("desk/outer/<slug:system>/", outer.tickets, name="outer-system"),
    path("desk/outer/<slug:system>/back.xlsx", outer.back_file, name="outer-back"),
    path("desk/replies/", replies.replies, name="desk-replies"),
    path("desk/replies/<uuid:id>/drop/", replies.drop, name="reply-drop"),
    path("desk/corrections/", corrections.corrections, name="desk-corrections"),
    path("desk/matter/<uuid:id>/draft/", replies.draft_answer, name="draft-answer"),
    path("desk/matter/<uuid:id>/correct/", correct.correct, name="correct"),
    path("desk/matter/<uuid:id>/copy/", copy_back.copy_back, name="copy-back"),
    path("desk/matter/<uuid:id>/copy/open/", copy_back.copy_open, name="copy-open"),
    path("desk/matter/<uuid:id>/copy/keyed/", copy_back.keyed, name="copy-keyed"),
]
