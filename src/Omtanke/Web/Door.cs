using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Omtanke.Web;

/// <summary>What every page needs.</summary>
public sealed class Door : IDoor
{
    /// <inheritdoc />
    public static void Furnish(IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddScoped<Visit>();
        services.AddCascadingValue(provider => provider.GetRequiredService<Visit>());
        // Razor would otherwise write æ, ø and å as entities.
        services.Replace(ServiceDescriptor.Singleton(HtmlEncoder.Create(UnicodeRanges.All)));
        services.AddResponseCompression(options => options.EnableForHttps = false);
    }
}
