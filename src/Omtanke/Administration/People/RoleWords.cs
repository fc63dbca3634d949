using Omtanke.Organisation;
using Omtanke.Web;

namespace Omtanke.Administration.People;

/// <summary>Roles in words.</summary>
internal static class RoleWords
{
    /// <summary>The role, and where it holds: <c>Leder af Hjemmeplejen Øst</c>.</summary>
    public static string Of(Visit visit, Role role, Guid? unit, UnitTree units) => unit is { } id
        ? visit.With(role == Role.Leader ? "administration.role.leader-of" : "administration.role.in-unit", ("role", visit[$"administration.role.{role}"]), ("unit", units[id]?.Name))
        : visit[$"administration.role.{role}"];
}
