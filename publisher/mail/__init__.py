"""A finished edition and a list of recipients to messages, sent once each (stage 9).

A message is built once (`form`) and filled in for each recipient; the outbox (`outbox`)
knows who was sent what, whatever happens to the process that sends (`delivery`).
"""
