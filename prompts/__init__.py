"""The words given to a chat model: data. This file only lets them be found when installed."""
