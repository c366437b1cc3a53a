"""The page of the docs describes the rules as they are."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import yaml

from builder.check.explain import explanation
from builder.check.registry import RULES, rule

ROOT = Path(__file__).parents[2]


def test_the_table_of_rules_is_current() -> None:
    spec = importlib.util.spec_from_file_location("make_check_docs", ROOT / "scripts" / "make_check_docs.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    page = (ROOT / "docs" / "checks.md").read_text("utf-8")
    assert script.drawn(page) == page, "run scripts/make_check_docs.py"


def test_each_rule_can_be_explained() -> None:
    for known_rule in RULES:
        text = explanation(known_rule)
        assert text.startswith(f"{known_rule.code} {known_rule.name} ({known_rule.severity}")
        assert known_rule.summary in text
        assert rule(known_rule.code) is known_rule


def test_the_hooks_name_the_command() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert {hook["entry"].split()[0:2] == ["builder", "check"] for hook in hooks} == {True}
    assert {hook["language"] for hook in hooks} == {"python"}
