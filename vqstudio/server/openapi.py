"""The server's description of itself (OpenAPI 3.1), from the table of what can be asked."""

from __future__ import annotations

from typing import Any

from vqstudio import __version__

from .endpoints import EDITS, Edit, Field
from .pictures import MEDIA_TYPES

PROBLEMS = {
    "400": "The form is not as described.",
    "401": "The token is missing or wrong.",
    "403": "Asked by a web page, or under another name than that of this computer.",
    "406": "None of the kinds of pictures that are accepted can be written.",
    "413": "The body is larger than the server takes.",
    "422": "It cannot be done with this picture or these values; the sentence says why.",
    "503": "Too many requests are waiting; ask again after the seconds in Retry-After.",
}


def description() -> dict[str, Any]:
    paths: dict[str, Any] = {f"/v1/{edit.name}": {"post": _edit(edit)} for edit in EDITS}
    paths["/v1/styles"] = {"get": _told("The styles that /v1/style paints in.", {
        "type": "array",
        "items": {"type": "object", "properties": {"name": {"type": "string"}, "title": {"type": "string"}}},
    })}  # fmt: skip
    paths["/v1/status"] = {"get": _told("What the server is doing.", {
        "type": "object",
        "properties": {
            "running": {"type": ["string", "null"], "description": "the edit that is being made"},
            "progress": {"type": "number", "description": "the share of it that is done"},
            "doing": {"type": "string"}, "waiting": {"type": "integer"}, "device": {"type": "string"},
        },
    })}  # fmt: skip
    paths["/v1/version"] = {"get": _told("The version of VQ Studio.", {
        "type": "object", "properties": {"version": {"type": "string"}},
    })}  # fmt: skip
    return {
        "openapi": "3.1.0",
        "info": {"title": "VQ Studio", "version": __version__, "summary": "Photo edits on this computer."},
        "paths": paths,
        "security": [{"token": []}],
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {"Problem": {"type": "object", "properties": {"error": {"type": "string"}}}},
        },
    }


def _edit(edit: Edit) -> dict[str, Any]:
    form = {
        "type": "object",
        "properties": {field.name: _field(field) for field in edit.fields},
        "required": [field.name for field in edit.fields if field.needed],
    }
    pictures = {kind: {"schema": {"type": "string", "format": "binary"}} for kind in MEDIA_TYPES}
    headers = {"X-VQ-Notices": {"description": "sentences for the user, a JSON array", "schema": {"type": "string"}}}
    return {
        "summary": edit.text,
        "operationId": edit.method,
        "requestBody": {"required": True, "content": {"multipart/form-data": {"schema": form}}},
        "responses": {"200": {"description": edit.makes, "content": pictures, "headers": headers}, **_problems()},
    }


def _told(text: str, schema: dict[str, Any]) -> dict[str, Any]:
    answer = {"description": text, "content": {"application/json": {"schema": schema}}}
    return {"summary": text, "responses": {"200": answer, **_problems("401", "403")}}


def _problems(*only: str) -> dict[str, Any]:
    schema = {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {
        code: {"description": text, "content": schema} for code, text in PROBLEMS.items() if not only or code in only
    }


def _field(field: Field) -> dict[str, Any]:
    if field.is_picture:
        return {"type": "string", "format": "binary", "description": field.text}
    limits = {"minimum": field.least, "maximum": field.most, "default": field.default}
    return {"type": field.kind, "description": field.text} | {
        name: value for name, value in limits.items() if value is not None
    }
