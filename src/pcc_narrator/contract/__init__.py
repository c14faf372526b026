"""The two public file formats, facts.json and claims.json, and the ids of facts."""

from pcc_narrator.contract.claims_json import claims_to_json
from pcc_narrator.contract.exceptions_json import exceptions_to_json, read_exceptions
from pcc_narrator.contract.facts_json import SCHEMA_VERSION, facts_from_json, facts_to_json, read_facts
from pcc_narrator.contract.ids import fact_id

__all__ = [
    "SCHEMA_VERSION",
    "claims_to_json",
    "exceptions_to_json",
    "fact_id",
    "facts_from_json",
    "facts_to_json",
    "read_exceptions",
    "read_facts",
]
