"""The web page: server-rendered, whole without JavaScript and better with it."""
