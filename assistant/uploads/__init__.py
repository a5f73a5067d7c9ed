"""Documents added, corrected and removed while the service answers."""
