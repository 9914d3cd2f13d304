"""Trainings on a machine that is rented for minutes."""
