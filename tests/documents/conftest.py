"""A paper of no business, for the shape of papers alone."""

import pytest

from xiangli.documents.paper import Paper, load_paper

TEXT = """paper: sample
version: "2026-11-25"
name: {zh: 样张, en: Sample}
fields:
  number: {from: matter}
  answer: {from: entry}
  outer_id: {from: matter}
  name: {from: sealed}
  opinion: {from: hand, name: {zh: 意见, en: Opinion}}
lines:
  - head: 示例镇人民政府
  - title: 样　张
  - number: "编号：{number}"
  - to: "{name}："
  - typed: "{answer}"
  - {only: outer_id, p: "上级编号：{outer_id}"}
  - table:
      - [意见, "{opinion}"]
      - [编号, "{number}", 答复, "{answer}"]
      - [以上属实]
  - qr: 扫一扫
  - signed: [示例镇人民政府]
"""


@pytest.fixture
def sample() -> Paper:
    """Every shape of a line."""
    return load_paper(TEXT, "sample.paper.yaml")
