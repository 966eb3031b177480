"""Do position modes keep what they promise: switching, closing one leg, margin of two legs?"""
