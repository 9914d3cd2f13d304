"""The tokenizer: trained, exported, measured."""
