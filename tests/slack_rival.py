"""Bolt's own FastAPI adapter with one listener: what a quickstart makes. For the benchmark."""

from __future__ import annotations

import sys

import uvicorn
from fastapi import FastAPI, Request, Response
from slack_bolt import App, Say
from slack_bolt.adapter.fastapi import SlackRequestHandler
from slack_sdk import WebClient

from tests.fakes.slack.web_api import BOT_TOKEN, SECRET


def make_app(api: str) -> FastAPI:
    """The application."""
    bolt = App(signing_secret=SECRET, client=WebClient(BOT_TOKEN, base_url=api))

    @bolt.event("app_mention")
    def mentioned(event: dict[str, str], say: Say) -> None:
        say("Heard it.", thread_ts=event["ts"])

    app, handler = FastAPI(), SlackRequestHandler(bolt)

    @app.post("/slack/events")
    async def events(request: Request) -> Response:
        return await handler.handle(request)

    return app


if __name__ == "__main__":
    uvicorn.run(make_app(sys.argv[2]), port=int(sys.argv[1]), log_level="warning")
