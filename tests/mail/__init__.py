"""Messages, the outbox, and a mail server to try them on."""
