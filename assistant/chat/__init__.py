"""Chat-model mode: prompts, calls, the model's claims, and the checks that they must pass."""
