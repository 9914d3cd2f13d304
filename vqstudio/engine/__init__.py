"""Everything that runs a model: packs, ONNX Runtime sessions, tokenizer, repair, style, jobs. No Qt, no torch."""
