global using Microsoft.Playwright;
global using Omtanke.Tests;
global using Shouldly;
global using Xunit;
