"""What do a perpetual-futures venue's published risk rules promise, contradict, or leave open?"""

__version__ = "0.1.0"
