"""What the course report measured, and what its recipe gives here."""

from typing import Final

REPORT_LOSS: Final = 0.3602  # on the test set
REPORT_ACCURACY: Final = 0.8731
