"""From the numb area to a plan: what it is consistent with, points, safety, plan and paper."""
