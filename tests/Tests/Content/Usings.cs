global using Omtanke.Content;
global using Shouldly;
global using Xunit;
