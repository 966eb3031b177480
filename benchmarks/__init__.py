"""How fast is perpspec, beside its peers in the same run?"""
