"""What a text contradicts itself, beyond the change between two levels: each module one kind of arithmetic."""
