#!/usr/bin/env python3
"""Receives a bot's webhooks, and handles each event once and in order: python3 webhook_receiver.py [DIRECTORY]

PARLEY_WEBHOOK_SECRET is the webhook's secret, PORT where to listen (8080). A delivery is verified, written into
DIRECTORY/pending and answered; it is handled afterwards, and then kept in DIRECTORY/done. The hub repeats what it got no 2xx
for: what is here already is answered and not handled again. One receiver is for one bot. Put a proxy with TLS in front.
"""

import base64
import binascii
import hashlib
import hmac
import json
import os
import queue
import re
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

SECRET = os.environ.get("PARLEY_WEBHOOK_SECRET", "")
PORT = int(os.environ.get("PORT", "8080"))
INBOX = Path(sys.argv[1] if len(sys.argv) > 1 else "inbox")
PENDING, DONE, FAILED = INBOX / "pending", INBOX / "done", INBOX / "failed"
MAX_AGE_SECONDS = 300
MAX_BODY_BYTES = 2 << 20


def handle(event):
    """What your bot does about an event."""
    print(json.dumps(event, ensure_ascii=False), flush=True)


def is_recent(seconds):
    return abs(time.time() - seconds) <= MAX_AGE_SECONDS


def sign(key, head, body):
    return hmac.new(key, head.encode() + b"." + body, hashlib.sha256).digest()


def has_hub_signature(headers, body):
    """X-Hub-Signature-256: sha256=<hex> of <X-Hub-Timestamp, in ms>.<body>."""
    millis = headers.get("X-Hub-Timestamp", "")
    given = headers.get("X-Hub-Signature-256", "").removeprefix("sha256=").lower()
    if not re.fullmatch(r"\d{1,15}", millis, re.ASCII) or not is_recent(int(millis) / 1000):
        return False
    return hmac.compare_digest(given.encode(), sign(SECRET.encode(), millis, body).hex().encode())


def standard_key():
    """The bytes behind whsec_; the secret itself if it is none of Standard Webhooks."""
    if SECRET.startswith("whsec_") and SECRET != "whsec_":
        try:
            return base64.b64decode(SECRET.removeprefix("whsec_"), validate=True)
        except binascii.Error:
            pass
    return SECRET.encode()


def has_standard_signature(headers, body):
    """webhook-signature: one v1,<base64> of <webhook-id>.<webhook-timestamp, in s>.<body> for each secret that is good."""
    seconds = headers.get("webhook-timestamp", "")
    if not re.fullmatch(r"\d{1,12}", seconds, re.ASCII) or not is_recent(int(seconds)):
        return False
    mac = sign(standard_key(), f"{headers.get('webhook-id', '')}.{seconds}", body)
    wanted = b"v1," + base64.b64encode(mac)
    given = headers.get("webhook-signature", "").split()
    return any([hmac.compare_digest(one.encode(), wanted) for one in given])


def name_of(body):
    """Where an event is kept. Its position is signed and the same when it is repeated; sorted by it, events are in order."""
    position = json.loads(body).get("position", 0)  # 0: a ping, which is in no journal
    return f"{position:020d}.json" if position else hashlib.sha256(body).hexdigest() + ".json"


class Inbox:
    """What was received, on disk before it is answered."""

    def __init__(self):
        for directory in (PENDING, DONE, FAILED):
            directory.mkdir(parents=True, exist_ok=True)
        self.lock = threading.Lock()
        self.waiting = queue.SimpleQueue()
        for file in sorted(PENDING.glob("*.json")):
            self.waiting.put(file)

    def accept(self, body):
        name = name_of(body)
        with self.lock:
            if any((directory / name).exists() for directory in (PENDING, DONE, FAILED)):
                return
            draft = PENDING / (name + ".new")
            with open(draft, "wb") as file:
                file.write(body)
                file.flush()
                os.fsync(file.fileno())
            os.replace(draft, PENDING / name)
            self.waiting.put(PENDING / name)

    def handle_all(self):
        while True:
            file = self.waiting.get()
            kept = DONE
            try:
                handle(json.loads(file.read_bytes()))
            except Exception as error:  # what cannot be handled must not keep all that follows
                print(f"{file.name} failed: {error!r}", file=sys.stderr, flush=True)
                kept = FAILED
            os.replace(file, kept / file.name)


class Receiver(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 10

    def do_POST(self):
        length = self.headers.get("Content-Length", "")
        if not length.isdigit() or int(length) > MAX_BODY_BYTES:
            self.close_connection = True
            return self.answer(413)
        body = self.rfile.read(int(length))
        # Either proves it. While the hub has two live secrets only the standard ones have one of the older secret.
        if not (has_standard_signature(self.headers, body) or has_hub_signature(self.headers, body)):
            return self.answer(401)
        try:
            self.server.inbox.accept(body)
        except OSError as error:
            print(f"not stored: {error}", file=sys.stderr, flush=True)
            return self.answer(503)
        return self.answer(204)

    def answer(self, status):
        self.send_response(status)
        if status != 204:
            self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args):
        pass


def main():
    if not SECRET:
        sys.exit("PARLEY_WEBHOOK_SECRET is not set")
    server = ThreadingHTTPServer(("", PORT), Receiver)
    server.inbox = Inbox()
    threading.Thread(target=server.inbox.handle_all, daemon=True).start()
    print(f"listening on port {server.server_port}", file=sys.stderr, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        pass
