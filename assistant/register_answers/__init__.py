"""Questions on the whole of a register, answered from it: complete, counted, each row cited."""
