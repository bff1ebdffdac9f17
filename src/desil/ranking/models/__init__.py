"""Models that learn welfare from a survey; scikit-learn's conventions throughout."""
