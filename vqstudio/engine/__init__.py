"""Everything that runs a model: packs, ONNX Runtime sessions, the tokenizer, repair, style and jobs. No Qt, no torch."""
