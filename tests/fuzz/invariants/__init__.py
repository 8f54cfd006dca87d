"""What must hold of every input, a module for each target; a check raises where it does not."""
