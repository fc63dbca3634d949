using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Omtanke.Data;

/// <summary>Columns are called as the properties are, in the database's own spelling: <c>StartsAt</c> → <c>starts_at</c>.</summary>
internal static class SnakeCase
{
    /// <summary>Names every column of the model; keys never come from the database.</summary>
    public static void Name(IMutableModel model)
    {
        foreach (var property in model.GetEntityTypes().Where(entity => !entity.IsMappedToJson()).SelectMany(entity => entity.GetProperties()))
        {
            property.SetColumnName(Of(property.Name));
            // Npgsql would otherwise make time-ordered ids of its own.
            if (property.ClrType == typeof(Guid))
                property.ValueGenerated = ValueGenerated.Never;
        }
    }

    internal static string Of(string name)
    {
        var snake = new StringBuilder(name.Length + 4);
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && snake.Length > 0)
                snake.Append('_');
            snake.Append(char.ToLowerInvariant(letter));
        }
        return snake.ToString();
    }
}
