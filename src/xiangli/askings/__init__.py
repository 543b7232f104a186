"""Askings 交办: every sheet, form, notice, meeting, visit or report asked of a village, and the burden they add up to."""
